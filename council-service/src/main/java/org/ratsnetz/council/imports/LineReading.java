package org.ratsnetz.council.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.LineErrors.Fault;
import org.ratsnetz.council.lines.Row;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import tools.jackson.databind.JsonNode;

/** Makes commands of a job's rows, with the rights of the job's author and with one line for each document. */
final class LineReading<R extends Record, S> {

    private final ImportJob job;
    private final ImportKind<R, S> kind;
    private final Municipalities municipalities;
    private final SeenKeys seen = new SeenKeys();

    LineReading(ImportJob job, ImportKind<R, S> kind, Municipalities municipalities) {
        this.job = job;
        this.kind = kind;
        this.municipalities = municipalities;
    }

    /**
     * A line that was read.
     *
     * @param line number in the file
     * @param command what it asks for, null where there are faults
     * @param faults what is wrong
     */
    record Read<S>(long line, @Nullable Command<S> command, List<Fault> faults) {}

    Read<S> read(Row row) {
        List<Invalid> errors = new ArrayList<>(row.errors());
        if (!errors.isEmpty()) {
            return broken(row, errors);
        }
        Optional<String> ags = ags(row, errors);
        R line = null;
        try {
            line = kind.reader().read(row.tree());
        } catch (Refused refused) {
            errors.addAll(refused.problem().errors());
        }
        if (!errors.isEmpty() || ags.isEmpty() || line == null) {
            return broken(row, errors);
        }
        return command(row, ags.get(), line);
    }

    private Read<S> command(Row row, String ags, R line) {
        Command<S> command;
        try {
            command = kind.command().command(new ImportKind.Line<>(ags, line, job, row.line()));
        } catch (Refused refused) {
            return new Read<>(row.line(), null, faults(refused.problem()));
        }
        long first = seen.firstLine(command.document(), row.line());
        return first == 0
                ? new Read<>(row.line(), command, List.of())
                : broken(row, List.of(Invalid.of("", "duplicate-key", Long.toString(first))));
    }

    /** Takes the council out of the row; what is left is the record. */
    private Optional<String> ags(Row row, List<Invalid> errors) {
        JsonNode node = row.tree().remove("ags");
        if (node == null || node.isNull()) {
            errors.add(Invalid.of("/ags", "required"));
            return Optional.empty();
        }
        if (!node.isString() && !node.isIntegralNumber()) {
            errors.add(Invalid.of("/ags", "expected-text"));
            return Optional.empty();
        }
        String ags = municipalities.repaired(node.asString().strip());
        Optional<Invalid> objection = municipalities
                .objection("/ags", ags)
                .or(() -> job.author().mayWrite(ags)
                        ? Optional.empty()
                        : Optional.of(Invalid.of("/ags", "foreign-council", ags)));
        objection.ifPresent(errors::add);
        return objection.isPresent() ? Optional.empty() : Optional.of(ags);
    }

    private Read<S> broken(Row row, List<Invalid> errors) {
        return new Read<>(
                row.line(), null, errors.stream().map(LineReading::fault).toList());
    }

    /** A problem as faults of a line. */
    static List<Fault> faults(Problem problem) {
        return problem.errors().isEmpty()
                ? List.of(new Fault("", true, problem.type(), problem.arguments()))
                : problem.errors().stream().map(LineReading::fault).toList();
    }

    private static Fault fault(Invalid invalid) {
        return new Fault(invalid.pointer(), false, invalid.reason(), invalid.arguments());
    }
}
