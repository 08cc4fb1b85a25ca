package org.ratsnetz.council.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;

class RowsTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    enum Kind {
        @JsonProperty("elected")
        ELECTED
    }

    record Person(String name) {}

    record Seat(
            @Nullable String ags,
            String externalId,
            Person person,
            Kind kind,
            int number,
            LocalDate begin,
            @Nullable String list) {}

    private record Read(Format format, List<Row> rows) {}

    static Stream<byte[]> writings() {
        String heading = "ags,externalId,person.name,kind,number,begin,list";
        String row = "05315000,a-1,\"Müller, Şule\",elected,7,2025-11-01,";
        String csv = heading + "\n" + row + "\n";
        String latin = csv.replace("Ş", "S");
        return Stream.of(
                csv.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16BE),
                latin.getBytes(StandardCharsets.ISO_8859_1),
                (latin + "05315000,a-2,–,elected,1,2025-11-01,\n").getBytes(WINDOWS),
                csv.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                csv.replace("\n", "\r").getBytes(StandardCharsets.UTF_8),
                (heading.replace(',', ';') + ";;\n" + "05315000;a-1;Müller, Şule;elected;7;01.11.2025;;;\n;;;;;;\n")
                        .getBytes(StandardCharsets.UTF_8),
                ("sep=;\n" + heading.replace(',', ';') + "\n" + "05315000;a-1;Müller, Şule;elected;7;1.11.2025;\n")
                        .getBytes(StandardCharsets.UTF_8),
                (heading.replace(',', '\t') + "\n\n" + "05315000\ta-1\tMüller, Şule\telected\t7\t2025-11-01\t\n")
                        .getBytes(StandardCharsets.UTF_8),
                ("{\"ags\":\"05315000\",\"externalId\":\"a-1\",\"person\":{\"name\":\"Müller, Şule\"},\"kind\":\"elected\","
                                + "\"number\":7,\"begin\":\"2025-11-01\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void theSameRecordIsReadHoweverTheFileIsWritten(byte[] file) throws IOException {
        Row row = read(file, null).rows().getFirst();
        assertThat(row.errors()).isEmpty();
        assertThat(row.tree().remove("ags").asString()).isEqualTo("05315000");
        Seat seat = new RecordReader<>(Seat.class, VALIDATOR).read(row.tree());
        assertThat(seat.person().name()).isIn("Müller, Şule", "Müller, Sule");
        assertThat(seat)
                .extracting(Seat::externalId, Seat::kind, Seat::number, Seat::begin, Seat::list)
                .containsExactly("a-1", Kind.ELECTED, 7, LocalDate.of(2025, 11, 1), null);
    }

    @Test
    void encodingsAreToldApart() throws IOException {
        assertThat(read("ags\nä\n".getBytes(StandardCharsets.ISO_8859_1), null)
                        .format()
                        .charset())
                .isEqualTo("ISO-8859-1");
        assertThat(read("ags\nä–\n".getBytes(WINDOWS), null).format().charset()).isEqualTo("windows-1252");
        assertThat(read("ags\nä\n".getBytes(StandardCharsets.UTF_8), null)
                        .format()
                        .charset())
                .isEqualTo("UTF-8");
    }

    @Test
    void oneBrokenLineDoesNotChangeTheEncodingOfTheOthers() throws IOException {
        byte[] good = "ags\nä\nö\nü\n".getBytes(StandardCharsets.UTF_8);
        byte[] broken = "\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[good.length + broken.length];
        System.arraycopy(good, 0, file, 0, good.length);
        System.arraycopy(broken, 0, file, good.length, broken.length);
        List<Row> rows = read(file, null).rows();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(2).tree().get("ags").asString()).isEqualTo("ü");
        assertThat(rows.get(3).errors()).containsExactly(Invalid.of("", "line-encoding"));
    }

    @Test
    void aStrayQuoteCostsOneLineOnly() throws IOException {
        String file = "ags,list\n1,a\n2,\"b\n3,c\n4,\"d\ne\"\n5,f\n6,g\"h\n";
        List<Row> rows = read(file.getBytes(StandardCharsets.UTF_8), null).rows();
        assertThat(rows).extracting(Row::line).contains(2L, 3L, 4L, 5L, 7L, 8L);
        assertThat(rows.get(1).errors()).containsExactly(Invalid.of("", "csv-quotes"));
        assertThat(rows.get(3).tree().get("list").asString()).isEqualTo("d\ne");
        assertThat(rows)
                .filteredOn(row -> row.errors().isEmpty())
                .extracting(Row::line)
                .contains(2L, 4L, 5L, 7L);
    }

    @Test
    void missingAndSurplusCellsAreCounted() throws IOException {
        List<Row> rows = read("ags,list\n1\n2,a,b\n".getBytes(StandardCharsets.UTF_8), null)
                .rows();
        assertThat(rows.get(0).errors()).containsExactly(Invalid.of("", "csv-cells", 2, 1));
        assertThat(rows.get(1).errors()).containsExactly(Invalid.of("", "csv-cells", 2, 3));
    }

    @Test
    void anUnknownColumnIsNamed() throws IOException {
        Rows rows = rows("ags,Liste,list,list\n1,2,3,4\n".getBytes(StandardCharsets.UTF_8), null);
        assertThat(rows.headingErrors())
                .extracting(Invalid::pointer, Invalid::reason)
                .containsExactly(tuple("Liste", "column-unknown"), tuple("list", "column-twice"));
    }

    @Test
    void brokenJsonIsReportedByLine() throws IOException {
        String file =
                "{\"ags\":1}\n{\"ags\":\n\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":1} x\n" + "{\"a\":".repeat(40) + "1\n7\n";
        List<Row> rows = read(file.getBytes(StandardCharsets.UTF_8), null).rows();
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L);
        assertThat(rows.get(0).errors()).isEmpty();
        assertThat(rows.stream().skip(1).map(row -> row.errors().getFirst().reason()))
                .containsExactly(
                        "json-malformed",
                        "json-object",
                        "json-malformed",
                        "json-malformed",
                        "json-malformed",
                        "json-object");
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        String file = "{\"ags\":\"" + "x".repeat(3_000_000) + "\"}\n{\"ags\":1}\n";
        List<Row> rows = read(file.getBytes(StandardCharsets.UTF_8), null).rows();
        assertThat(rows.get(0).errors())
                .containsExactly(Invalid.of("", "line-too-long", Integer.toString(Rows.LONGEST_LINE)));
        assertThat(rows.get(1).errors()).isEmpty();
    }

    @Test
    void everythingThatDoesNotFitIsNamedAtOnce() throws IOException {
        String file =
                "{\"externalId\":5,\"person\":{\"nam/e\":\"x\"},\"kind\":\"chosen\",\"number\":\"7\",\"begin\":\"2025-02-30\"}";
        Row row = read(file.getBytes(StandardCharsets.UTF_8), null).rows().getFirst();
        assertThatThrownBy(() -> new RecordReader<>(Seat.class, VALIDATOR).read(row.tree()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactlyInAnyOrder(
                                        Invalid.of("/externalId", "expected-text"),
                                        Invalid.of("/person/nam~1e", "unknown-field"),
                                        Invalid.of("/person/name", "required"),
                                        Invalid.of("/kind", "one-of", "elected"),
                                        Invalid.of("/number", "expected-integer"),
                                        Invalid.of("/begin", "expected-day")));
    }

    private static Read read(byte[] file, @Nullable String contentType) throws IOException {
        Rows rows = rows(file, contentType);
        assertThat(rows.headingErrors()).isEmpty();
        List<Row> all = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return new Read(format(file, contentType), all);
    }

    private static Rows rows(byte[] file, @Nullable String contentType) throws IOException {
        return Rows.of(new ByteArrayInputStream(file), format(file, contentType), Columns.of(Seat.class));
    }

    private static Format format(byte[] file, @Nullable String contentType) {
        FormatDetection detection = new FormatDetection(1000);
        detection.accept(file, 0, file.length);
        return detection.conclude(contentType);
    }
}
