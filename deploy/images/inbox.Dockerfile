# The SMPP message centre, an SMTP server and the inbox that shows what both got; also founds MongoDB's replica set.
# From the project's folder, after `mvn package`: docker build -f deploy/images/inbox.Dockerfile -t ratsnetz/inbox .
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble

FROM ${JAVA} AS unpacked
ARG VERSION=0.1.0-SNAPSHOT
COPY standalone/target/standalone-${VERSION}.jar /build/inbox.jar
RUN java -Djarmode=tools -jar /build/inbox.jar extract --layers --destination /build/layers \
    && mkdir -p /build/layers/snapshot-dependencies/lib

FROM ${JAVA}
COPY --from=unpacked /build/layers/dependencies/ /app/
COPY --from=unpacked /build/layers/snapshot-dependencies/ /app/
COPY --from=unpacked /build/layers/application/ /app/
WORKDIR /app
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=70", "-cp", "/app/inbox.jar:/app/lib/*"]
CMD ["org.ratsnetz.standalone.InboxServer"]
