# Stands in for docker.io/apache/kafka: Kafka's own jars from the Maven build, started by class KafkaMain of module parts.
ARG JAVA=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble
FROM ${JAVA}
COPY lib/ /opt/kafka/lib/
COPY parts.jar /opt/kafka/parts.jar
COPY --chmod=755 kafka-run /opt/kafka/run
RUN mkdir -p /var/lib/kafka/data && chown -R 1000:1000 /var/lib/kafka
VOLUME /var/lib/kafka/data
USER 1000:1000
CMD ["/opt/kafka/run"]
