package org.ratsnetz.benchmarks.modulith;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.benchmarks.publish.Case;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** The aggregate as Spring Data has it. */
@Document("councils")
record CouncilDocument(@Id String id, @Version @Nullable Long version, String name, long number, String filling) {

    static CouncilDocument first(String id) {
        Case.Council first = Case.Council.first(id);
        return new CouncilDocument(id, null, first.name(), first.number(), first.filling());
    }

    Case.Council state() {
        return new Case.Council(name, number, filling);
    }

    CouncilDocument with(Case.Council next) {
        return new CouncilDocument(id, version, next.name(), next.number(), next.filling());
    }
}
