# One image for web and worker; PostGIS and the TLS proxy are images of their own (docker-compose.yml).
FROM node:20-bookworm-slim AS browser
WORKDIR /konbit
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm AS packages
WORKDIR /konbit
RUN python -m venv .venv
COPY requirements.lock requirements-uv.lock ./
RUN .venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-uv.lock \
    && .venv/bin/uv pip install --no-cache --python .venv/bin/python --require-hashes --only-binary :all: -r requirements.lock

FROM python:3.11-slim-bookworm
WORKDIR /konbit
COPY --from=packages /konbit/.venv .venv
COPY . .
COPY --from=browser /konbit/node_modules node_modules
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && .venv/bin/python -m web.assets && rm -r node_modules \
    && useradd --system --create-home konbit && mkdir var && chown konbit var
USER konbit
ENV PATH=/konbit/.venv/bin:$PATH PYTHONUNBUFFERED=1
EXPOSE 8000
# only the proxy reaches this port: what it says about the caller is believed
CMD ["uvicorn", "app.main:create_app", "--factory", "--host", "0.0.0.0", "--port", "8000", \
     "--proxy-headers", "--forwarded-allow-ips", "*", "--no-access-log", "--no-server-header", \
     "--timeout-graceful-shutdown", "5"]
