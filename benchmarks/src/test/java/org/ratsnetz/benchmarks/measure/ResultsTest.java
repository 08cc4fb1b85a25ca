package org.ratsnetz.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Figures, and what is made of them. */
class ResultsTest {

    private static final Machine MACHINE = new Machine("a processor", 2, 24, "Linux", "Java");

    private static Series series(String setting, double... ours) {
        List<Run> runs = IntStream.range(0, ours.length)
                .boxed()
                .flatMap(i -> List.of(
                        new Run("R1", i + 1, Map.of("perSecond", 100.0 * (i + 1))),
                        new Run("P", i + 1, Map.of("perSecond", ours[i])))
                        .stream())
                .toList();
        return new Series(setting, "b1 --callers " + setting, "2026-11-24T18:00:00Z", MACHINE, Map.of(), 0.05, runs);
    }

    @Test
    void theMedianStandsBetweenLeastAndMost() {
        assertThat(Spread.of(DoubleStream.of(5, 1, 3))).isEqualTo(new Spread(3, 1, 5));
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2)).median()).isEqualTo(2.5);
        assertThat(Spread.of(DoubleStream.of(7_070, 6_900, 7_200)).text()).isEqualTo("7,070 (6,900–7,200)");
        assertThat(Spread.of(DoubleStream.empty()).text()).isEqualTo("–");
    }

    @Test
    void ratiosAreTakenWithinARound() {
        Series series = series("64", 300, 400, 900);
        assertThat(series.ratio("P", "R1", "perSecond")).isEqualTo(new Spread(3, 2, 3));
        assertThat(series.added("P", "R1", "perSecond")).isEqualTo(new Spread(200, 200, 600));
    }

    @Test
    void aSecondRunReplacesTheFirstOfTheSameSettingOnly(@TempDir Path folder) throws Exception {
        new Results("b1", List.of())
                .with(series("256", 1))
                .with(series("16", 1))
                .with(series("16", 2))
                .write(folder);
        Results read = Results.read(folder, "b1");
        assertThat(read.series()).extracting(Series::setting).containsExactly("16", "256");
        assertThat(read.of("16").orElseThrow()).isEqualTo(series("16", 2));
        assertThat(read.shown(() -> "table"))
                .startsWith("table\n")
                .contains("`b1 --callers 16` (2026-11-24 18:00 UTC, others ≤ 0.05 processors)");
    }

    @Test
    void nothingIsShownOfWhatWasNotMeasured() {
        assertThat(new Results("b1", List.of()).shown(() -> "table")).isEqualTo("Not measured yet.\n");
    }

    @Test
    void goalsAreMetOrMissedBySomeShare() {
        Goal goal = Goal.atLeast(3, 5);
        assertThat(goal.text()).isEqualTo("≥ 3 · **≥ 5**");
        assertThat(goal.verdict(5)).isEqualTo("**met**");
        assertThat(goal.verdict(4)).isEqualTo("floor met, goal missed by 20 %");
        assertThat(goal.verdict(1.5)).isEqualTo("floor missed by 50 %");
        assertThat(Goal.atMost(0.2, 0.04).verdict(0.05)).isEqualTo("floor met, goal missed by 25 %");
        assertThat(goal.verdict(Double.NaN)).isEqualTo("not measured");
    }

    @Test
    void thePartBetweenItsMarksIsReplacedAndNothingElse() {
        String page = "before\n<!-- b1: made by the harness -->\nold\n<!-- end of b1 -->\nafter\n";
        String once = Page.replaced(page, "b1", "new\n");
        assertThat(once).isEqualTo("before\n<!-- b1: made by the harness -->\nnew\n<!-- end of b1 -->\nafter\n");
        assertThat(Page.replaced(once, "b1", "new\n")).isEqualTo(once);
        assertThatThrownBy(() -> Page.replaced(page, "b2", "")).hasMessageContaining("no marks for b2");
    }

    @Test
    void aChartIsWellFormedAndHasABarForEachValue() throws Exception {
        Chart chart = new Chart(
                "Writes & events",
                "updates/s",
                List.of("R1", "P <ours>"),
                List.of(
                        new Chart.Group("1 caller", List.of(640.0, 790.0)),
                        new Chart.Group("64 callers", List.of(Double.NaN, 7_070.0))));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));
        // two of the legend, three of the values
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(chart.svg()).contains(">7,070<", "P &lt;ours>", ">100<", ">10,000<");
    }

    @Test
    void optionsArePairs() {
        Options options = Options.of("b1", "--callers", "1,64", "--seconds", "60");
        assertThat(options.numbers("callers", 16)).containsExactly(1, 64);
        assertThat(options.numbers("rate", 2_000)).containsExactly(2_000);
        assertThat(options.seconds("seconds", 10)).hasSeconds(60);
        assertThat(options.command()).isEqualTo("b1 --callers 1,64 --seconds 60");
        assertThatThrownBy(() -> Options.of("b1", "64")).hasMessageContaining("not 64");
    }
}
