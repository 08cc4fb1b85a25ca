package org.ratsnetz.council.imports;

import org.ratsnetz.council.lines.Columns;
import org.ratsnetz.council.lines.RecordReader;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.GroupCommit;
import org.ratsnetz.platform.publication.ImportMark;

/**
 * A kind of lines: each is the AGS of a council and, beside it, a record of the API.
 *
 * @param name name in the API
 * @param columns columns of a CSV file
 * @param reader reads the record
 * @param commits documents that the lines change
 * @param command what a line asks for
 * @param <R> type of the record
 * @param <S> state of the documents
 */
record ImportKind<R extends Record, S>(
        String name, Columns columns, RecordReader<R> reader, GroupCommit<S> commits, LineCommand<R, S> command) {

    static <R extends Record, S> ImportKind<R, S> of(
            String name, Class<R> type, GroupCommit<S> commits, LineCommand<R, S> command) {
        return new ImportKind<>(name, Columns.of(type, "ags"), new RecordReader<>(type), commits, command);
    }

    /** Turns lines into commands. */
    @FunctionalInterface
    interface LineCommand<R, S> {

        /**
         * The command that makes the document be as the line says.
         *
         * @param ags council of the line, known and allowed
         * @param by client that uploaded the file
         * @param mark the line
         * @throws org.ratsnetz.platform.problem.Refused when the line breaks a rule whatever the document holds
         */
        Command<S> command(String ags, R line, String by, ImportMark mark);
    }
}
