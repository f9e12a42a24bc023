# Sidelines in production: built in one stage, run from another that has no build tools and
# no right to change what it runs.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements/runtime.txt /tmp/runtime.txt
RUN pip install --quiet --require-hashes -r /tmp/runtime.txt
WORKDIR /srv/sidelines
COPY manage.py gunicorn.conf.py LICENSE LICENSE-DATA ./
COPY diplomacy diplomacy
COPY meetings meetings
COPY templates templates
COPY static static
# Static files do not depend on these values; they only have to be well-formed.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=localhost DATABASE_URL=sqlite://:memory: \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q diplomacy meetings

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin sidelines
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/sidelines /srv/sidelines
WORKDIR /srv/sidelines
USER 10001
# A container has an address of its own; the port is published on the host's loopback only.
ENV BIND=0.0.0.0:8000
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=20s CMD ["python", "-m", "diplomacy.probe"]
CMD ["gunicorn"]
