# The site as a container: `docker build -t regietafel .`, then see compose.yaml.
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
RUN python -m venv /opt/regietafel \
    && /opt/regietafel/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt ".[postgres]"

FROM python:3.12-slim
ENV PATH=/opt/regietafel/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REGIETAFEL_DATA_DIR=/var/lib/regietafel
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin regietafel \
    && install --directory --owner=regietafel --group=regietafel /var/lib/regietafel
COPY --from=build /opt/regietafel /opt/regietafel
USER regietafel
VOLUME /var/lib/regietafel
EXPOSE 8000
STOPSIGNAL SIGTERM
# Any answer counts, also a refusal for the host's name: it shows that a worker is there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
    ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/'); c.getresponse()"]
# Granian itself is the first process: it takes SIGTERM and ends its workers. The site writes its own line per request.
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--respawn-failed-workers", "--workers-kill-timeout", "25", "--log-level", "warning", "regietafel.site.wsgi:application"]
