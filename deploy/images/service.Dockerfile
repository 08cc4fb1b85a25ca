# One of the four services. From the project's folder, after `mvn package`:
#   docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=council-service -t ratsnetz/council-service .
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
ARG MONGO=docker.io/library/mongo:8.0.16

FROM ${JAVA} AS java

# what seldom changes apart from what often does: libraries, our own libraries, the service
FROM ${JAVA} AS unpacked
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
COPY ${SERVICE}/target/${SERVICE}-${VERSION}.jar /build/service.jar
RUN java -Djarmode=tools -jar /build/service.jar extract --layers --destination /build/layers \
    && mkdir -p /build/layers/dependencies/lib /build/layers/snapshot-dependencies/lib

# A start that ends before work begins makes the start-up cache (JEP 514). It makes its indexes, so it needs a database for a
# moment; the cache belongs to this Java and these very files, so both lie where they will lie.
FROM ${MONGO} AS trained
COPY --from=java /opt/java/openjdk /opt/java/openjdk
COPY --from=unpacked /build/layers/dependencies/ /app/
COPY --from=unpacked /build/layers/snapshot-dependencies/ /app/
COPY --from=unpacked /build/layers/application/ /app/
COPY deploy/images/train /build/train
RUN /build/train

FROM ${JAVA}
COPY --from=unpacked /build/layers/dependencies/ /app/
COPY --from=unpacked /build/layers/snapshot-dependencies/ /app/
COPY --from=unpacked /build/layers/application/ /app/
COPY --from=trained /build/service.aot /app/service.aot
COPY --chmod=755 deploy/images/ready /app/ready
WORKDIR /app
ENV MANAGEMENT_SERVER_PORT=8081 \
    SPRING_MAIN_BANNER_MODE=off
EXPOSE 8080
USER 10001:10001
STOPSIGNAL SIGTERM
# The cache holds objects: without -Xms the first heap of a small container is too small for them, and Java ends. JAVA_TOOL_OPTIONS adds
# to these; another garbage collector costs part of what the cache gains.
ENTRYPOINT ["java", "-XX:AOTCache=/app/service.aot", "-XX:+UseSerialGC", "-Xms64m", "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/service.jar"]
