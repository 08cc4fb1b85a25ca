package org.ratsnetz.council.municipality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;

class MunicipalitiesTest {

    private final Municipalities municipalities = new Municipalities();

    @Test
    void allMunicipalitiesAreThereOnce() {
        assertThat(municipalities.all())
                .hasSize(396)
                .allSatisfy(
                        it -> assertThat(it.ags()).matches("05[13579]\\d{5}").startsWith(it.districtAgs()));
        assertThat(municipalities.all().stream().map(Municipality::region).distinct())
                .containsExactlyInAnyOrder("Düsseldorf", "Köln", "Münster", "Detmold", "Arnsberg");
    }

    @Test
    void aMunicipalityIsFoundByItsKey() {
        Municipality werne = municipalities.required("/ags", "05978040");
        assertThat(werne.name()).isEqualTo("Werne");
        assertThat(werne.district()).isEqualTo("Kreis Unna");
        assertThat(werne.populationDate()).isEqualTo(LocalDate.of(2024, 12, 31));
    }

    @Test
    void anUnknownKeyIsRefusedWithItsField() {
        assertThatThrownBy(() -> municipalities.required("path/ags", "05999999"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactly(Problem.Invalid.of("path/ags", "ags-unknown", "05999999")));
    }

    @Test
    void aDroppedZeroIsNotRepairedButNamed() {
        assertThat(municipalities.byAgs("5315000")).isEmpty();
        assertThat(municipalities.objection("/ags", "5315000"))
                .contains(Problem.Invalid.of("/ags", "ags-zero-dropped", "5315000", "05315000", "Köln"));
        assertThat(municipalities.repaired("5315000")).isEqualTo("05315000");
        assertThat(municipalities.repaired("5999999")).isEqualTo("5999999");
    }

    @Test
    void theSourceSaysWhenAndWhose() {
        assertThat(municipalities.source().territoryDate()).isEqualTo(LocalDate.of(2025, 11, 30));
        assertThat(municipalities.source().attribution()).contains("Destatis", "Daten bearbeitet");
    }
}
