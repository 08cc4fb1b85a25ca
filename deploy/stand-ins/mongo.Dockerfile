# Stands in for docker.io/library/mongo: the mongod of the wheel (docs/operations.md), no shell, no entrypoint script.
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
FROM ${JAVA}
COPY mongod /usr/bin/mongod
RUN mkdir -p /data/db && chown -R 999:999 /data
VOLUME /data/db
CMD ["mongod"]
