package org.ratsnetz.council.municipality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.stereotype.Component;

/** All municipalities of North Rhine-Westphalia by their key, in the order of the keys. */
@Component
public class Municipalities {

    private static final Pattern ZERO_DROPPED = Pattern.compile("[1-9]\\d{6}");

    private final SequencedMap<String, Municipality> byAgs;
    private final MunicipalitySource source;

    Municipalities() {
        Map<String, Municipality> all = new LinkedHashMap<>();
        MunicipalityFile.read().forEach(municipality -> all.put(municipality.ags(), municipality));
        this.byAgs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(all));
        this.source = MunicipalityFile.source();
    }

    /** The municipality with that key, 8 digits. */
    public Optional<Municipality> byAgs(String ags) {
        return Optional.ofNullable(byAgs.get(ags));
    }

    /** All of them. */
    public List<Municipality> all() {
        return List.copyOf(byAgs.values());
    }

    /** Where the data come from. */
    public MunicipalitySource source() {
        return source;
    }

    /**
     * The municipality with that key, or a refusal that blames the field.
     *
     * @param pointer where the key stands in the request: a JSON pointer, or {@code path/ags}
     * @throws Refused 422 for a key that no municipality has; where a leading zero was dropped, it names the key that was probably
     *     meant
     */
    public Municipality required(String pointer, String ags) {
        return byAgs(ags).orElseThrow(() -> new Refused(Problem.invalid(List.of(unknown(pointer, ags)))));
    }

    /**
     * The municipality with that key, to be looked up by the path.
     *
     * @throws Refused 404 for a key that no municipality has
     */
    public Municipality found(String ags) {
        return byAgs(ags)
                .orElseThrow(() -> new Refused(new Problem(
                        "municipality-unknown", 404, List.of(ags), List.of(unknown("path/ags", ags)), null, Map.of())));
    }

    /** Why the key is not accepted, or nothing when a municipality has it. */
    public Optional<Problem.Invalid> objection(String pointer, String ags) {
        return byAgs.containsKey(ags) ? Optional.empty() : Optional.of(unknown(pointer, ags));
    }

    /** The key with its leading zero put back, where spreadsheets dropped it and a municipality has that key; else as it stands. */
    public String repaired(String ags) {
        return ZERO_DROPPED.matcher(ags).matches() && byAgs.containsKey("0" + ags) ? "0" + ags : ags;
    }

    private Problem.Invalid unknown(String pointer, String ags) {
        String probably = repaired(ags);
        return byAgs(probably)
                .map(meant -> Problem.Invalid.of(pointer, "ags-zero-dropped", ags, meant.ags(), meant.name()))
                .orElseGet(() -> Problem.Invalid.of(pointer, "ags-unknown", ags));
    }
}
