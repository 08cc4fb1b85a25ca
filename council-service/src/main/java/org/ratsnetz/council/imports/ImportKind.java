package org.ratsnetz.council.imports;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ratsnetz.council.lines.RecordReader;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;

/**
 * A kind of lines: each is a record of the API with the AGS of its council.
 *
 * @param name name in the API
 * @param reader reads the records
 * @param command what a line asks for
 * @param submit carries a command out
 * @param find finds documents by their ids
 * @param <R> type of the record
 * @param <S> state of the documents
 */
record ImportKind<R extends Record, S>(
        String name,
        RecordReader<R> reader,
        LineCommand<R, S> command,
        Function<Command<S>, CompletableFuture<Result<S>>> submit,
        Function<Collection<String>, List<Stored<S>>> find) {

    /** Turns lines into commands. */
    @FunctionalInterface
    interface LineCommand<R, S> {

        /**
         * The command that makes the document be as the line says.
         *
         * @param line the record and where it comes from
         * @throws org.ratsnetz.platform.problem.Refused when the line breaks a rule whatever the document holds
         */
        Command<S> command(Line<R> line);
    }

    /**
     * A line that may ask for something.
     *
     * @param ags council, known and allowed to the author
     * @param value the record
     * @param job job
     * @param number line in the file
     * @param <R> type of the record
     */
    record Line<R>(String ags, R value, ImportJob job, long number) {

        ImportJob.Author author() {
            return job.author();
        }
    }
}
