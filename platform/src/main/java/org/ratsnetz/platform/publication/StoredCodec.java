package org.ratsnetz.platform.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.Envelope;

/**
 * A {@link Stored} as BSON. Written by hand because every command passes here; the aggregate itself goes through the driver's
 * record codec into {@code state}.
 *
 * @param <S> state of the document
 */
final class StoredCodec<S> implements Codec<Stored<S>> {

    static final String PENDING_SINCE = "pendingSince";
    static final String OUTBOX = "outbox";
    static final String OUTBOX_BYTES = "outboxBytes";

    private final DocumentKind<S> kind;
    private final Codec<S> state;

    StoredCodec(DocumentKind<S> kind, CodecRegistry registry) {
        this.kind = kind;
        this.state = registry.get(kind.type());
    }

    @Override
    public void encode(BsonWriter out, Stored<S> stored, EncoderContext context) {
        out.writeStartDocument();
        out.writeString("_id", stored.id());
        out.writeString("key", stored.key());
        out.writeInt32("schema", stored.schema());
        out.writeInt64("version", stored.version());
        out.writeInt64("content", stored.content());
        out.writeInt32("epoch", stored.epoch());
        out.writeInt64("sequence", stored.sequence());
        out.writeInt64("position", stored.position());
        out.writeString("changedBy", stored.changedBy());
        out.writeDateTime("changedAt", stored.changedAt().toEpochMilli());
        stored.pendingSince().ifPresent(since -> out.writeDateTime(PENDING_SINCE, since.toEpochMilli()));
        out.writeInt64(OUTBOX_BYTES, stored.outboxBytes());
        out.writeStartArray(OUTBOX);
        stored.outbox().forEach(pending -> encode(out, pending));
        out.writeEndArray();
        out.writeStartArray("keys");
        stored.keys().forEach(key -> encode(out, key));
        out.writeEndArray();
        out.writeStartArray("imports");
        stored.imports().forEach(mark -> encode(out, mark));
        out.writeEndArray();
        out.writeName("state");
        state.encode(out, stored.state(), context);
        out.writeEndDocument();
    }

    private static void encode(BsonWriter out, Pending pending) {
        Envelope envelope = pending.envelope();
        out.writeStartDocument();
        out.writeInt64("position", pending.position());
        out.writeString("topic", pending.topic());
        out.writeString("key", pending.key());
        out.writeString("id", envelope.id());
        out.writeString("type", envelope.type());
        out.writeDateTime("time", envelope.time().toEpochMilli());
        out.writeInt64("sequence", envelope.sequence());
        out.writeInt32("epoch", envelope.epoch());
        optional(out, "traceparent", envelope.traceparent());
        optional(out, "importId", envelope.importId());
        if (pending.payload() != null) {
            out.writeBinaryData("payload", new BsonBinary(pending.payload()));
        }
        out.writeEndDocument();
    }

    private static void optional(BsonWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.writeString(name, value);
        }
    }

    private static void encode(BsonWriter out, Stored.KeyUse key) {
        out.writeStartDocument();
        out.writeInt64("request", key.request());
        out.writeInt64("body", key.body());
        out.writeInt32("status", key.status());
        out.writeDateTime("at", key.at().toEpochMilli());
        out.writeEndDocument();
    }

    private static void encode(BsonWriter out, ImportMark mark) {
        out.writeStartDocument();
        out.writeString("job", mark.job());
        out.writeInt64("line", mark.line());
        out.writeEndDocument();
    }

    /** The aggregate; null where only a newer release can read it. */
    private @Nullable S state(BsonReader in, DecoderContext context, int schema) {
        if (schema <= kind.schema()) {
            return state.decode(in, context);
        }
        BsonReaderMark mark = in.getMark();
        try {
            return state.decode(in, context);
        } catch (RuntimeException e) {
            mark.reset();
            in.skipValue();
            return null;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a state that is null is told by Stored.readable(), and nobody else gets to see it
    public Stored<S> decode(BsonReader in, DecoderContext context) {
        String id = "";
        String key = "";
        int schema = 0;
        long version = 0;
        long content = 0;
        int epoch = 0;
        long sequence = 0;
        long position = 0;
        String changedBy = "";
        Instant changedAt = Instant.EPOCH;
        List<Pending> outbox = List.of();
        List<Stored.KeyUse> keys = List.of();
        List<ImportMark> imports = List.of();
        S value = null;
        boolean newer = false;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case "_id" -> id = in.readString();
                case "key" -> key = in.readString();
                case "schema" -> schema = in.readInt32();
                case "version" -> version = in.readInt64();
                case "content" -> content = in.readInt64();
                case "epoch" -> epoch = in.readInt32();
                case "sequence" -> sequence = in.readInt64();
                case "position" -> position = in.readInt64();
                case "changedBy" -> changedBy = in.readString();
                case "changedAt" -> changedAt = Instant.ofEpochMilli(in.readDateTime());
                case OUTBOX -> {
                    // the id comes first in every stored document
                    String subject = id;
                    outbox = list(in, () -> pending(in, subject));
                }
                case "keys" -> keys = list(in, () -> keyUse(in));
                case "imports" -> imports = list(in, () -> importMark(in));
                case "state" -> {
                    // the schema comes before the state in every stored document
                    value = state(in, context, schema);
                    newer = value == null;
                }
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        if (value == null && !newer) {
            throw new IllegalStateException(kind.collection() + " " + id + " has no state");
        }
        return new Stored<>(
                id, key, schema, version, content, epoch, sequence, position, outbox, keys, imports, changedBy,
                changedAt, value);
    }

    private static <T> List<T> list(BsonReader in, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        in.readStartArray();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            items.add(item.get());
        }
        in.readEndArray();
        return List.copyOf(items);
    }

    private Pending pending(BsonReader in, String subject) {
        long position = 0;
        String topic = "";
        String key = "";
        String id = "";
        String type = "";
        Instant time = Instant.EPOCH;
        long sequence = 0;
        int epoch = 0;
        String traceparent = null;
        String importId = null;
        byte[] payload = null;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case "position" -> position = in.readInt64();
                case "topic" -> topic = in.readString();
                case "key" -> key = in.readString();
                case "id" -> id = in.readString();
                case "type" -> type = in.readString();
                case "time" -> time = Instant.ofEpochMilli(in.readDateTime());
                case "sequence" -> sequence = in.readInt64();
                case "epoch" -> epoch = in.readInt32();
                case "traceparent" -> traceparent = in.readString();
                case "importId" -> importId = in.readString();
                case "payload" -> payload = in.readBinaryData().getData();
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        Envelope envelope =
                new Envelope(id, type, kind.source(), subject, time, sequence, epoch, traceparent, importId);
        return new Pending(position, topic, key, envelope, payload);
    }

    private static Stored.KeyUse keyUse(BsonReader in) {
        long request = 0;
        long body = 0;
        int status = 0;
        Instant at = Instant.EPOCH;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case "request" -> request = in.readInt64();
                case "body" -> body = in.readInt64();
                case "status" -> status = in.readInt32();
                case "at" -> at = Instant.ofEpochMilli(in.readDateTime());
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new Stored.KeyUse(request, body, status, at);
    }

    private static ImportMark importMark(BsonReader in) {
        String job = "";
        long line = 0;
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case "job" -> job = in.readString();
                case "line" -> line = in.readInt64();
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new ImportMark(job, line);
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    public Class<Stored<S>> getEncoderClass() {
        return (Class<Stored<S>>) (Class<?>) Stored.class;
    }
}
