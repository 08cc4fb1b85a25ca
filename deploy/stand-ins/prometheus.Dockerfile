# Stands in for docker.io/prom/prometheus: Debian's.
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
FROM ${JAVA}
COPY prometheus promtool /usr/bin/
RUN mkdir -p /prometheus && chown 65534:65534 /prometheus
VOLUME /prometheus
USER 65534:65534
ENTRYPOINT ["/usr/bin/prometheus"]
