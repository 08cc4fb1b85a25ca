# Stands in for quay.io/keycloak/keycloak: the same server, from the zip that Keycloak publishes as a Maven artifact.
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
FROM ${JAVA}
COPY --chown=1000:0 keycloak/ /opt/keycloak/
RUN mkdir -p /opt/keycloak/data/import && chown -R 1000:0 /opt/keycloak/data
VOLUME /opt/keycloak/data
USER 1000:0
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
