# Built in one stage, run in another: what only building needs is not in the image.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/easel
ENV PATH=/opt/easel/bin:$PATH
WORKDIR /build
COPY requirements.lock requirements-run.lock ./
RUN pip install --require-hashes --requirement requirements-run.lock
# The build backend is the one that the lock names: the full lock holds it, with its hashes.
RUN python -m venv /opt/backend \
    && sed --quiet '/^setuptools==/,/^ *# via/p' requirements.lock > backend.lock \
    && /opt/backend/bin/pip install --require-hashes --requirement backend.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY cogs ./cogs
COPY providers ./providers
COPY sandbox ./sandbox
RUN /opt/backend/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && pip install --no-deps dist/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /app easel \
    && install --directory --owner easel --group easel /app /app/data
COPY --from=build /opt/easel /opt/easel
ENV PATH=/opt/easel/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    EASEL_HEALTH_FILE=/tmp/easel-alive
WORKDIR /app
USER easel
VOLUME /app/data
# Touched while the bot is healthy, every 10 seconds unless set otherwise.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, sys, time; f = os.environ['EASEL_HEALTH_FILE']; sys.exit(not os.path.exists(f) or time.time() - os.stat(f).st_mtime > 60)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["easel"]
CMD ["run"]
