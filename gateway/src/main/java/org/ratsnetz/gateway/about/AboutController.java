package org.ratsnetz.gateway.about;

import java.util.List;
import java.util.Optional;
import org.ratsnetz.gateway.Gateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what this installation is and whose data it shows. */
@RestController
class AboutController {

    /** Where names, figures and outlines of the municipalities come from, in the words that their holders ask for. */
    private static final List<String> ATTRIBUTIONS = List.of(
            "© Statistisches Bundesamt (Destatis), 2025, Gemeindeverzeichnis-Informationssystem (GV-ISys), "
                    + "Gebietsstand 30.11.2025, Bevölkerung 31.12.2024; Daten bearbeitet",
            "Verwaltungsgrenzen: Land NRW / Geobasis NRW, DVG2 (08.03.2022), dl-de/zero-2-0 "
                    + "(https://www.govdata.de/dl-de/zero-2-0), vereinfacht");

    private final AboutSettings settings;

    AboutController(AboutSettings settings) {
        this.settings = settings;
    }

    /**
     * What this installation is.
     *
     * @param name of the platform
     * @param demo whether its data are a demonstration
     * @param attributions to be shown wherever the data are
     * @param version of the program
     */
    record About(String name, boolean demo, List<String> attributions, String version) {}

    @GetMapping("/api/about")
    About about() {
        String version = Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        return new About("Ratsnetz", settings.demo(), ATTRIBUTIONS, version);
    }
}
