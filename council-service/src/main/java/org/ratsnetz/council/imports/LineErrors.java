package org.ratsnetz.council.imports;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is wrong with a line. The same line found broken again, after a crash, is the same document.
 *
 * @param id job and line
 * @param job job
 * @param line number of the line in the file
 * @param errors what is wrong; at least one
 * @param expires when it is forgotten, with its job
 */
@Document("import-errors")
record LineErrors(@Id String id, String job, long line, List<Fault> errors, Instant expires) {

    /**
     * One thing that is wrong. Texts are made when they are asked for, in the reader's language.
     *
     * @param pointer JSON pointer of the field, or the name of a column; empty for the whole line
     * @param problem whether {@code reason} is a problem's key rather than a field's
     * @param reason key of the text
     * @param arguments arguments of the text
     */
    record Fault(String pointer, boolean problem, String reason, List<Object> arguments) {}

    static LineErrors of(ImportJob job, long line, List<Fault> errors) {
        return new LineErrors(id(job.id(), line), job.id(), line, errors, job.expires());
    }

    /** Ids of a job are in the order of its lines. */
    static String id(String job, long line) {
        return "%s/%010d".formatted(job, line);
    }
}
