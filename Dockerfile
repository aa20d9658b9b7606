# Built in one stage, run in another: what only building needs is not in the image.
# The base is pinned by its tag, so that a new build has its security fixes. To pin it by digest:
#   docker build --build-arg BASE=python:3.11-slim-bookworm@sha256:... .
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1
RUN apt-get update \
    && apt-get install --yes --no-install-recommends binutils
# The environment of the bot gets no pip of its own.
RUN python -m venv --without-pip /opt/easel && python -m venv /opt/backend
WORKDIR /build
COPY requirements.lock requirements-run.lock ./
RUN /opt/backend/bin/pip --python /opt/easel/bin/python install \
        --require-hashes --requirement requirements-run.lock
# The build backend is the one that the lock names: the full lock holds it, with its hashes.
RUN sed --quiet '/^setuptools==/,/^ *# via/p' requirements.lock > backend.lock \
    && /opt/backend/bin/pip install --require-hashes --requirement backend.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY cogs ./cogs
COPY providers ./providers
COPY sandbox ./sandbox
COPY deploy/slim.py ./deploy/
RUN /opt/backend/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/backend/bin/pip --python /opt/easel/bin/python install --no-deps dist/*.whl
# Wheels have symbols for debuggers; libraries in directories of their own must not be touched.
RUN find /opt/easel/lib -name '*.cpython-*.so' -exec strip --strip-debug {} + \
    && cd /opt && /opt/easel/bin/python /build/deploy/slim.py /opt/easel/lib/python3.11/site-packages

FROM ${BASE}
ARG BASE
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Easel" \
      org.opencontainers.image.description="A Discord bot that makes and edits pictures for community servers, and never loses one." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="${BASE}"
# Nothing is installed here any more.
RUN rm -rf /usr/local/lib/python3.11/site-packages/* /usr/local/lib/python3.11/ensurepip \
        /usr/local/bin/pip* \
    && useradd --system --uid 10001 --no-create-home --home-dir /app easel \
    && install --directory --owner easel --group easel /app /app/data
COPY --from=build /opt/easel /opt/easel
ENV PATH=/opt/easel/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
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
