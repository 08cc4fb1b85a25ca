package org.ratsnetz.notification.subscription;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.council.KnownCouncil;

/**
 * What a subscription is about: exactly one of the members is given.
 *
 * @param council AGS of one council
 * @param district all councils of a Kreis or kreisfreie Stadt, by its name
 * @param region all councils of a Regierungsbezirk, by its name
 * @param all true: every council
 */
public record Scope(
        @Nullable String council,
        @Nullable String district,
        @Nullable String region,
        @Nullable Boolean all) {

    private static final String ALL = "all";

    /** Whether exactly one member says what is meant. */
    boolean clear() {
        return !Boolean.FALSE.equals(all)
                && Stream.of(council, district, region, all)
                                .filter(Objects::nonNull)
                                .count()
                        == 1;
    }

    /** As it is stored and searched for. */
    String stored() {
        if (council != null) {
            return "council:" + council;
        }
        if (district != null) {
            return "district:" + district;
        }
        return region != null ? "region:" + region : ALL;
    }

    /** Back from {@link #stored()}. */
    static Scope read(String stored) {
        String name = stored.substring(stored.indexOf(':') + 1);
        if (stored.startsWith("council:")) {
            return new Scope(name, null, null, null);
        }
        if (stored.startsWith("district:")) {
            return new Scope(null, name, null, null);
        }
        return stored.startsWith("region:") ? new Scope(null, null, name, null) : new Scope(null, null, null, true);
    }

    /** All scopes that a council falls under, as stored. */
    static List<String> over(String ags, @Nullable KnownCouncil council) {
        return council == null
                ? List.of(ALL, "council:" + ags)
                : List.of(ALL, "council:" + ags, "district:" + council.district(), "region:" + council.region());
    }
}
