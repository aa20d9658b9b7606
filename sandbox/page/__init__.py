"""The sandbox's page: a small Discord in the browser, on SimCord's actors."""
