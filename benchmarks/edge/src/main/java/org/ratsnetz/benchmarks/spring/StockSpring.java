package org.ratsnetz.benchmarks.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * A bare Spring Cloud Gateway, whose one route stands in {@code application.yml}, and a stream of events that one multicast sink
 * sends to all; they come from a topic, as ours do.
 */
@SpringBootApplication
@RestController
public class StockSpring {

    private final Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();

    /** Starts it; the topic to hear is told by {@code events.topic}. */
    public static void main(String[] arguments) {
        SpringApplication.run(StockSpring.class, arguments);
    }

    StockSpring(@Value("${events.kafka:}") String kafka, @Value("${events.topic:}") String topic) {
        if (!kafka.isEmpty()) {
            Thread.ofPlatform().daemon().name("reader").start(() -> read(kafka, topic));
        }
    }

    /** As many connections may wait to be accepted as with ours. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> backlog() {
        return factory ->
                factory.addServerCustomizers(server -> server.option(io.netty.channel.ChannelOption.SO_BACKLOG, 4_096));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> events() {
        // without a first word the head would wait for the first event
        return sink.asFlux()
                .map(data -> ServerSentEvent.builder(data).event("change").build())
                .startWith(ServerSentEvent.<String>builder().comment("").build());
    }

    private void read(String kafka, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (true) {
                for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofMillis(500))) {
                    sink.tryEmitNext(row.value());
                }
            }
        }
    }
}
