FROM python:3.13-slim

RUN useradd --create-home --uid 1000 aanspreekpunt \
    && install --directory --owner=aanspreekpunt --group=aanspreekpunt /data

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN pip install --no-cache-dir -c constraints.txt '.[postgres]'

ENV AANSPREEKPUNT_DATA=/data \
    AANSPREEKPUNT_DATABASE_URL=sqlite:////data/aanspreekpunt.sqlite \
    AANSPREEKPUNT_WEBHOOK_LISTEN=0.0.0.0:8080

USER aanspreekpunt
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["aanspreekpunt", "health"]
CMD ["aanspreekpunt", "run"]
