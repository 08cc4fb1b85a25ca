package org.ratsnetz.platform.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.consumption.DeadLetter;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.RecordSender;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records that could not be taken: why, and what they are; and back they go. */
@RestController
@RequestMapping("/api/operations/${ratsnetz.operations.area}/dead-letters")
final class DeadLetterController {

    private static final int MOST = 200;
    private static final int MOST_HEADERS = 30;
    private static final int SHORT = 2_000;
    private static final int LONG = 600_000;

    private final Shelf shelf;
    private final RecordSender sender;
    private final ObjectProvider<Resyncs> resyncs;
    private final Tasks tasks;
    private final Accepted accepted;

    DeadLetterController(
            Shelf shelf, RecordSender sender, ObjectProvider<Resyncs> resyncs, Tasks tasks, Accepted accepted) {
        this.shelf = shelf;
        this.sender = sender;
        this.resyncs = resyncs;
        this.tasks = tasks;
        this.accepted = accepted;
    }

    /**
     * A dead letter.
     *
     * @param id where it lies
     * @param reason why it could not be taken
     * @param topic topic it was heard on
     * @param partition partition of that topic
     * @param offset offset in that partition
     * @param group consumer group that could not take it
     * @param time when it was set aside
     * @param key record key
     * @param headers headers of the original
     * @param size bytes of the original, absent where it has no value
     * @param original the original as text, its beginning in lists
     * @param truncated whether it was too large to be kept whole, so that it cannot be put back
     */
    record LetterView(
            String id,
            String reason,
            String topic,
            int partition,
            long offset,
            String group,
            Instant time,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable Integer size,
            @Nullable String original,
            boolean truncated) {}

    /** The newest ones, newest first. */
    @Requires(Role.OPERATOR)
    @GetMapping
    Page<LetterView> list() {
        return new Page<>(shelf.newest(MOST, record -> view(record, SHORT)), null);
    }

    /** One of them, whole. */
    @Requires(Role.OPERATOR)
    @GetMapping("/{id}")
    LetterView one(@PathVariable String id) {
        return view(find(id), LONG);
    }

    /**
     * Puts a record back for its group alone. A read model also asks for the document to be restated, since it may have gone on
     * without it.
     */
    @Requires(Role.OPERATOR)
    @PostMapping("/{id}/replay")
    ResponseEntity<Task> replay(@PathVariable String id, Caller caller) {
        ConsumerRecord<byte[], byte[]> record = find(id);
        DeadLetter letter = DeadLetter.read(record.headers());
        if (letter.truncated()) {
            throw new Refused(Problem.of(
                    409,
                    "truncated-letter",
                    letter.topic(),
                    Integer.toString(letter.partition()),
                    Long.toString(letter.offset())));
        }
        String suffix = Hearing.replayTopic("", letter.group());
        String topic =
                letter.topic().endsWith(suffix) ? letter.topic() : Hearing.replayTopic(letter.topic(), letter.group());
        sender.send(
                new ProducerRecord<>(topic, null, record.key(), record.value(), DeadLetter.original(record.headers())));
        resync(record, letter);
        return accepted.answer(tasks.done("replay", caller.client(), Map.of("deadLetter", id, "topic", topic)));
    }

    private void resync(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        Header subject = record.headers().lastHeader("ce_subject");
        if (subject == null || subject.value() == null) {
            return;
        }
        String document = new String(subject.value(), StandardCharsets.UTF_8);
        int slash = document.indexOf('/');
        String key = slash < 0 ? document : document.substring(0, slash);
        resyncs.orderedStream()
                .filter(resync -> resync.serves(letter.group()))
                .forEach(resync -> resync.ask(key, document));
    }

    private ConsumerRecord<byte[], byte[]> find(String id) {
        return shelf.find(id).orElseThrow(() -> new Refused(Problem.of(404, "not-found")));
    }

    private static LetterView view(ConsumerRecord<byte[], byte[]> record, int longest) {
        DeadLetter letter = DeadLetter.read(record.headers());
        Map<String, String> headers = new TreeMap<>();
        int shown = 0;
        for (Header header : DeadLetter.original(record.headers())) {
            if (shown++ < MOST_HEADERS) {
                headers.put(text(header.key(), SHORT), text(header.value(), SHORT));
            }
        }
        byte[] value = record.value();
        return new LetterView(
                Shelf.Place.id(record),
                letter.reason(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.group(),
                letter.time(),
                record.key() == null ? null : text(record.key(), SHORT),
                headers,
                value == null ? null : value.length,
                value == null ? null : text(value, longest),
                letter.truncated());
    }

    private static String text(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String text(byte @Nullable [] bytes, int longest) {
        return bytes == null ? "" : new String(bytes, 0, Math.min(bytes.length, longest), StandardCharsets.UTF_8);
    }
}
