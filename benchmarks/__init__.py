"""How fast Easel is, beside what one would use today: `make bench`. Not shipped."""
