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
        "'mongodb://u:p@h:1,g:2/other?a=b&c=d', 'mongodb://u:p@h:1,g:2/council?a=b&c=d&authSource=other'",
        "mongodb://u:p@h:1, mongodb://u:p@h:1/council?authSource=admin",
        "mongodb://u:p@h:1/?replicaSet=r, mongodb://u:p@h:1/council?replicaSet=r&authSource=admin",
        "mongodb://u:p@h:1/users, mongodb://u:p@h:1/council?authSource=users",
        "mongodb://u:p@h:1/?authSource=users, mongodb://u:p@h:1/council?authSource=users",
        "mongodb://u:p@h:1/?a=b&authsource=users, mongodb://u:p@h:1/council?a=b&authsource=users",
        "mongodb://u@h:1/?authMechanism=MONGODB-X509, mongodb://u@h:1/council?authMechanism=MONGODB-X509",
        "mongodb://u:p@h:1/?authMechanism=SCRAM-SHA-256, mongodb://u:p@h:1/council?authMechanism=SCRAM-SHA-256&authSource=admin",
        "mongodb+srv://h.example/x?tls=true, mongodb+srv://h.example/council?tls=true"
    })
    void theDatabaseIsReplacedAndTheRestKept(String told, String expected) {
        assertThat(new MongodbUri(told).database("council")).isEqualTo(expected);
    }
}
