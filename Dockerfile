# The app as one image. It serves from DATABASE_URL and brings that database up to date when it starts; see
# compose.yaml for what it needs beside it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What is mended in a package is applied when it is installed.
COPY patches ./patches
RUN npm ci
COPY . .
# The image brings its own Node: the one that npm would use is left behind.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/node node_modules/node-bin-*

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    TZ=UTC
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/build ./build
COPY --from=build /app/app ./app
COPY --from=build /app/db ./db
COPY --from=build /app/tsconfig.json ./
# Nothing of the app is the app's to change: it owns no file.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm, which would keep signals to itself.
CMD ["node", "--import", "tsx", "app/cli.ts", "serve"]
