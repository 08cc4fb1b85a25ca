package org.ratsnetz.platform.publication;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and rhythms of writing and publishing.
 *
 * @param writers writers per kind of document; each document belongs to one
 * @param group commands in one group at most
 * @param waiting commands that may wait per kind
 * @param waitingBytes bytes of the requests that may wait per kind
 * @param stall how long a group may take before commands behind it are refused instead of queued
 * @param cache bytes of documents kept in memory per kind, roughly
 * @param trim how often records that Kafka has are taken out of documents that nobody writes to
 * @param event bytes of one event at most
 * @param outboxEvents records that one document may owe
 * @param outboxBytes bytes that one document may owe
 * @param backlog bytes that all documents of this database may owe together
 * @param handed bytes of documents the relay holds in memory; what is beyond waits in the database
 * @param sweepAfter age of an owed record at which it is taken for left over
 * @param sweepEvery how often left-over records are looked for, and database and topics compared
 * @param ownTopics whether nobody else publishes to the topics of this database; only tests share them
 */
@Validated
@ConfigurationProperties("ratsnetz.publication")
public record PublicationProperties(
        @Min(1) @DefaultValue("2") int writers,
        @Min(1) @DefaultValue("256") int group,
        @Min(1) @DefaultValue("8192") int waiting,
        @NotNull @DefaultValue("32MB") DataSize waitingBytes,
        @NotNull @DefaultValue("3s") Duration stall,
        @NotNull @DefaultValue("16MB") DataSize cache,
        @NotNull @DefaultValue("500ms") Duration trim,
        @NotNull @DefaultValue("256KB") DataSize event,
        @Min(1) @DefaultValue("256") int outboxEvents,
        @NotNull @DefaultValue("1MB") DataSize outboxBytes,
        @NotNull @DefaultValue("512MB") DataSize backlog,
        @NotNull @DefaultValue("8MB") DataSize handed,
        @NotNull @DefaultValue("10s") Duration sweepAfter,
        @NotNull @DefaultValue("2s") Duration sweepEvery,
        @DefaultValue("true") boolean ownTopics) {}
