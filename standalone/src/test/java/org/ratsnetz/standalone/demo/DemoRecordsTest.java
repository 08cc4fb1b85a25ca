package org.ratsnetz.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DemoRecordsTest {

    private final List<City> cities = City.all();

    @Test
    void thereAreFiftyTwoCitiesAndSomeOfThemBreakRules() {
        assertThat(cities).hasSize(52).extracting(City::ags).doesNotHaveDuplicates();
        assertThat(cities).anyMatch(city -> city.elected() <= city.council());
        assertThat(cities).anyMatch(city -> city.elected() > 4 * city.council());
        assertThat(cities).anyMatch(city -> city.foreignResidents() < 5_000);
        assertThat(cities).anyMatch(city -> city.vacant() > 0);
    }

    @Test
    void theSameCouncilIsMadeEveryTime() {
        City koeln = cities.getFirst();
        assertThat(DemoRecords.mandates(koeln)).isEqualTo(DemoRecords.mandates(koeln));
        assertThat(DemoRecords.council(koeln)).isEqualTo(DemoRecords.council(koeln));
    }

    @Test
    void asManySeatsAreVacantAsTheCitySays() {
        for (City city : cities) {
            List<ObjectNode> mandates = DemoRecords.mandates(city);
            assertThat(mandates)
                    .extracting(it -> it.get("externalId").asString())
                    .doesNotHaveDuplicates();
            assertThat(mandates)
                    .extracting(it -> it.get("person").get("name").asString())
                    .doesNotHaveDuplicates();
            long filled = mandates.stream()
                    .filter(it -> !it.has("end"))
                    .filter(it -> List.of("elected", "council")
                            .contains(it.get("kind").asString()))
                    .count();
            assertThat(filled).as(city.name()).isEqualTo(city.elected() + city.council() - city.vacant());
        }
    }
}
