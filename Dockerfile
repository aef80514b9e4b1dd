# syntax=docker/dockerfile:1

# The page is built with all development packages; none of them reach the image that runs.
FROM node:26-slim AS page
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig*.json vite.config.ts ./
COPY commands ./commands
COPY client ./client
COPY shared ./shared
RUN node commands/launch.cjs build

FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:26-slim
WORKDIR /app
# docker build --build-arg COMMIT=$(git rev-parse --short=12 HEAD) .
ARG COMMIT=unknown
ENV NODE_ENV=production COMMIT=$COMMIT HOST=0.0.0.0 PORT=2567
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY shared ./shared
COPY server ./server
COPY --from=page /app/dist/page ./dist/page
# Players and results; without DATABASE_URL they live here, and have to outlive the container.
RUN install -d -o node -g node data
VOLUME ["/app/data"]
USER node
EXPOSE 2567
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: it gets the signals, and lets matches end before it exits. Give it DRAIN_SECONDS to do so.
CMD ["node", "server/main.ts"]
