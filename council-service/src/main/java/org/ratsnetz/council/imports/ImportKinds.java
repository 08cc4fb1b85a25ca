package org.ratsnetz.council.imports;

import jakarta.validation.Validator;
import java.util.List;
import org.ratsnetz.council.imports.ImportKind.Line;
import org.ratsnetz.council.lines.RecordReader;
import org.ratsnetz.council.mandate.Mandate;
import org.ratsnetz.council.mandate.MandateRecord;
import org.ratsnetz.council.mandate.Mandates;
import org.ratsnetz.council.register.Council;
import org.ratsnetz.council.register.CouncilRecord;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.ImportMark;
import org.ratsnetz.platform.publication.Precondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be imported. */
@Configuration(proxyBeanMethods = false)
class ImportKinds {

    /** Size that a waiting line counts for; lines are short, and their number is bounded by the window. */
    private static final int BYTES = 512;

    @Bean
    ImportKind<CouncilRecord, Council> councilLines(Councils councils, Validator validator) {
        return new ImportKind<>(
                "councils",
                new RecordReader<>(CouncilRecord.class, validator),
                line -> command(
                        line.ags(),
                        line,
                        councils.writing(line.ags(), line.value(), line.author().authority(line.ags()))),
                councils::submit,
                councils::find);
    }

    @Bean
    ImportKind<MandateRecord, Mandate> mandateLines(Mandates mandates, Validator validator) {
        return new ImportKind<>(
                "mandates",
                new RecordReader<>(MandateRecord.class, validator),
                line -> mandate(mandates, line),
                mandates::submit,
                mandates::find);
    }

    private static Command<Mandate> mandate(Mandates mandates, Line<MandateRecord> line) {
        String externalId = line.value().externalId();
        if (externalId == null) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("/externalId", "required"))));
        }
        String id = Mandates.idByExternalId(line.ags(), externalId);
        return command(
                Mandates.document(line.ags(), id),
                line,
                mandates.writing(line.ags(), id, line.value(), line.author().authority(line.ags())));
    }

    private static <S> Command<S> command(String document, Line<?> line, Decision<S> decision) {
        return new Command<>(
                document,
                line.ags(),
                line.author().client(),
                new Precondition.None(),
                null,
                new ImportMark(line.job().id(), line.number()),
                null,
                BYTES,
                decision);
    }
}
