package org.ratsnetz.board.federation;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWrapper;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.platform.consumption.Positions;
import org.ratsnetz.platform.consumption.StateDocuments;

/**
 * Makes rows out of documents: one aggregation over an index for all councils that are asked for, however many mandates they have.
 * It reads one point in time, so that a document that moves in the index meanwhile is counted exactly once, and a row with a
 * greater basis always knows everything that a row with a smaller one knew.
 */
final class Derivation {

    /** Field of the documents that hold the positions beside the rows. */
    static final String OFFSETS = "offsets";

    /** What the ids of those documents begin with. */
    static final String POSITIONS = "positions/";

    private static final BulkWriteOptions ORDERED = new BulkWriteOptions();
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final String COUNT = "count";
    private static final String BASIS = "basis";

    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> rows;
    private final CodecRegistry codecs;

    Derivation(Generation generation) {
        this.documents = generation.documents().withReadConcern(ReadConcern.SNAPSHOT);
        this.rows = generation.rows();
        this.codecs = generation.documents().getCodecRegistry();
    }

    /** Derives rows and stores them, then the positions that they include, in one write. */
    void derive(Collection<String> councils, Positions positions) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        if (!councils.isEmpty()) {
            rows(councils).forEach(row -> writes.add(replace(row)));
        }
        positions.offsets().forEach((topic, offsets) -> writes.add(advance(topic, offsets)));
        if (!writes.isEmpty()) {
            rows.bulkWrite(writes, ORDERED);
        }
    }

    private Collection<Row> rows(Collection<String> councils) {
        Map<String, Draft> drafts = new HashMap<>();
        for (Document part : documents.aggregate(pipeline(councils)).allowDiskUse(true)) {
            if (part.get("_id") instanceof Document group) {
                drafts.computeIfAbsent(group.getString("ags"), Draft::new).add(group, part);
            } else {
                drafts.computeIfAbsent(part.getString("_id"), Draft::new)
                        .council(facts(part), part.getInteger(MandateDocument.CEASED_ON));
            }
        }
        return drafts.values().stream().map(Draft::row).toList();
    }

    private List<Bson> pipeline(Collection<String> councils) {
        Document group = new Document("ags", "$ags")
                .append(MandateDocument.SEAT, "$" + MandateDocument.SEAT)
                .append(MandateDocument.BEGIN, "$" + MandateDocument.BEGIN)
                .append(MandateDocument.END, "$" + MandateDocument.END)
                .append(MandateDocument.GENDER, "$" + MandateDocument.GENDER);
        Bson ranks = new Document("$add", List.of("$" + StateDocuments.RANK, "$" + StateDocuments.FACT_RANK));
        return List.of(
                Aggregates.match(Filters.in("ags", councils)),
                Aggregates.group(
                        group,
                        Accumulators.sum(COUNT, 1),
                        Accumulators.sum(BASIS, ranks),
                        Accumulators.max(MandateDocument.CHANGED_AT, "$" + MandateDocument.CHANGED_AT)),
                Aggregates.unionWith(
                        documents.getNamespace().getCollectionName(),
                        List.of(
                                Aggregates.match(Filters.in("_id", councils)),
                                Aggregates.project(
                                        Projections.include(MandateDocument.COUNCIL, MandateDocument.CEASED_ON)))));
    }

    private @Nullable CouncilFacts facts(Document part) {
        Document facts = part.get(MandateDocument.COUNCIL, Document.class);
        return facts == null
                ? null
                : codecs.get(CouncilFacts.class)
                        .decode(
                                facts.toBsonDocument(BsonDocument.class, codecs).asBsonReader(),
                                DecoderContext.builder().build());
    }

    private WriteModel<Document> replace(Row row) {
        BsonDocument next = new BsonDocumentWrapper<>(row, codecs.get(Row.class));
        Document older = new Document("$lt", List.of(new Document("$ifNull", List.of("$" + BASIS, -1L)), row.basis()));
        Document chosen = new Document("$cond", List.of(older, new Document("$literal", next), "$$ROOT"));
        return new UpdateOneModel<>(
                Filters.eq("_id", row.ags()), List.of(new Document("$replaceWith", chosen)), UPSERT);
    }

    private static WriteModel<Document> advance(String topic, Map<Integer, Long> offsets) {
        Document furthest = new Document();
        offsets.forEach((partition, offset) -> furthest.append(OFFSETS + "." + partition, offset));
        return new UpdateOneModel<>(Filters.eq("_id", POSITIONS + topic), new Document("$max", furthest), UPSERT);
    }

    private static final class Draft {

        private final String ags;
        private final Steps steps = new Steps();
        private long basis;
        private @Nullable Instant lastChange;
        private @Nullable CouncilFacts council;
        private @Nullable LocalDate ceasedOn;

        Draft(String ags) {
            this.ags = ags;
        }

        void council(@Nullable CouncilFacts facts, @Nullable Integer ceased) {
            council = facts;
            ceasedOn = ceased == null ? null : LocalDate.ofEpochDay(ceased);
        }

        void add(Document group, Document part) {
            basis += ((Number) Objects.requireNonNull(part.get(BASIS))).longValue();
            Date changedAt = part.getDate(MandateDocument.CHANGED_AT);
            if (changedAt != null
                    && (lastChange == null || changedAt.toInstant().isAfter(lastChange))) {
                lastChange = changedAt.toInstant();
            }
            String seat = group.getString(MandateDocument.SEAT);
            Integer begin = group.getInteger(MandateDocument.BEGIN);
            if (seat != null && begin != null) {
                steps.add(
                        seat,
                        begin,
                        group.getInteger(MandateDocument.END),
                        group.getString(MandateDocument.GENDER),
                        part.getInteger(COUNT));
            }
        }

        Row row() {
            return new Row(ags, basis, council, ceasedOn, steps.steps(), lastChange);
        }
    }
}
