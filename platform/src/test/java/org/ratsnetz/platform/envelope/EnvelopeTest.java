package org.ratsnetz.platform.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

    private static final Envelope ENVELOPE = new Envelope(
            "0190a7b2-1c2d-7000-8000-000000000001",
            "mandate-begun",
            "/council-service",
            "05315000/m-17",
            Instant.parse("2026-11-23T08:15:30.123456Z"),
            7,
            1,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "job-1");

    @Test
    void theCloudEventsLibraryReadsWhatWeWrite() {
        Headers headers = new RecordHeaders();
        ENVELOPE.writeTo(headers);
        try (CloudEventDeserializer library = new CloudEventDeserializer()) {
            CloudEvent event = library.deserialize("council-events", headers, "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getId()).isEqualTo(ENVELOPE.id());
            assertThat(event.getType()).isEqualTo(ENVELOPE.type());
            assertThat(event.getSource()).isEqualTo(URI.create(ENVELOPE.source()));
            assertThat(event.getSubject()).isEqualTo(ENVELOPE.subject());
            assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(ENVELOPE.time());
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getExtension("sequence")).isEqualTo("7");
            assertThat(event.getExtension("epoch")).isEqualTo("1");
            assertThat(event.getExtension("importid")).isEqualTo("job-1");
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        Headers headers = new RecordHeaders();
        ENVELOPE.writeTo(headers);
        assertThat(Envelope.read(headers)).isEqualTo(ENVELOPE);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion,0.3",
        "ce_specversion,",
        "ce_id,",
        "ce_type,",
        "ce_source,",
        "ce_subject,",
        "ce_time,yesterday",
        "ce_sequence,-1",
        "ce_sequence,x",
        "ce_sequence,1099511627776",
        "ce_epoch,1001",
        "ce_epoch,4294967297",
        "ce_epoch,"
    })
    void anAttributeThatIsMissingOrWrongIsNamed(String name, @Nullable String value) {
        Headers headers = new RecordHeaders();
        ENVELOPE.writeTo(headers);
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> Envelope.read(headers))
                .isInstanceOf(NotAnEnvelope.class)
                .hasMessageContaining(name);
    }
}
