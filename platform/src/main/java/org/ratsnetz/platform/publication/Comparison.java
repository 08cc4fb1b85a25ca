package org.ratsnetz.platform.publication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.NotAnEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the topics tell with what the database holds; changes neither. */
final class Comparison {

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
    private static final int AT_ONCE = 1000;

    private final List<GroupCommit<?>> commits;
    private final Tails tails;

    Comparison(List<GroupCommit<?>> commits, Tails tails) {
        this.commits = commits;
        this.tails = tails;
    }

    void close() {
        tails.close();
    }

    /** All topics that the documents are told on. */
    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        for (GroupCommit<?> commit : commits) {
            topics.add(commit.kind().topic());
            topics.addAll(commit.kind().restatement().facts());
        }
        return topics;
    }

    /** Where each of the topics that exist ends. */
    Map<String, Marks.Mark> ends() {
        return tails.ends(topics());
    }

    /**
     * What topics tell beyond the marks.
     *
     * @param epoch highest epoch
     * @param ranks where each document stands there, by id
     */
    record Told(int epoch, Map<String, Rank> ranks) {}

    /** Reads what was told since the marks; of a topic that was lost, all. */
    Told told(Map<String, Marks.Mark> marks, Map<String, Marks.Mark> ends) {
        Map<String, Rank> ranks = new HashMap<>();
        Set<String> own = commits.stream().map(commit -> commit.kind().topic()).collect(Collectors.toSet());
        for (String topic : own) {
            Marks.Mark end = ends.getOrDefault(topic, new Marks.Mark("", List.of()));
            Marks.Mark mark = marks.get(topic);
            List<Long> from = mark == null || lost(mark, end) ? List.of() : mark.offsets();
            tails.read(topic, from, end.offsets(), record -> {
                try {
                    Envelope envelope = Envelope.read(record.headers());
                    ranks.merge(
                            envelope.subject(),
                            Rank.of(envelope),
                            (one, other) -> one.compareTo(other) > 0 ? one : other);
                } catch (NotAnEnvelope e) {
                    LOG.debug("{} {}-{} is none of ours", topic, record.partition(), record.offset(), e);
                }
            });
        }
        int highest = ranks.values().stream().mapToInt(Rank::epoch).max().orElse(0);
        return new Told(highest, ranks);
    }

    /** Whether a topic is another one than the marked one, or ends before the mark. */
    static boolean lost(Marks.Mark mark, Marks.Mark end) {
        if (!mark.id().equals(end.id())) {
            return true;
        }
        for (int i = 0; i < mark.offsets().size(); i++) {
            if (i >= end.offsets().size()
                    || end.offsets().get(i) < mark.offsets().get(i)) {
                return true;
            }
        }
        return false;
    }

    /** Documents that stand before what was told of them. */
    List<String> older(Told told) {
        Map<String, Rank> here = here(told.ranks().keySet());
        List<String> older = new ArrayList<>();
        told.ranks().forEach((document, rank) -> {
            Rank stands = here.getOrDefault(document, Rank.NONE);
            if (rank.sequence() > 0 && rank.compareTo(stands) > 0) {
                older.add(document + " here " + stands + ", told " + rank);
            }
        });
        older.sort(null);
        return older;
    }

    /** Where documents stand in the database; those that are not there are left out. */
    Map<String, Rank> here(Set<String> documents) {
        Map<String, Rank> here = new HashMap<>();
        List<String> ids = List.copyOf(documents);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            commits.forEach(commit -> here.putAll(commit.store().ranks(part)));
        }
        return here;
    }
}
