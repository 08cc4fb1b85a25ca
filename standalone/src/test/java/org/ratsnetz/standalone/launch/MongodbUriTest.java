package org.ratsnetz.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongodbUriTest {

    @ParameterizedTest
    @CsvSource({
        "mongodb://h:1, mongodb://h:1/council",
        "mongodb://h:1/, mongodb://h:1/council",
        "mongodb://h:1/other, mongodb://h:1/council",
        "mongodb://h:1/?replicaSet=r, mongodb://h:1/council?replicaSet=r",
        "mongodb://h:1?replicaSet=r, mongodb://h:1/council?replicaSet=r",
        "'mongodb://u:p@h:1,g:2/other?a=b&c=d', 'mongodb://u:p@h:1,g:2/council?a=b&c=d'",
        "mongodb+srv://h.example/x?tls=true, mongodb+srv://h.example/council?tls=true"
    })
    void theDatabaseIsReplacedAndTheRestKept(String told, String expected) {
        assertThat(new MongodbUri(told).database("council")).isEqualTo(expected);
    }
}
