package org.ratsnetz.notification.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.kind.Kinds;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Which wishes make sense. */
@Component
class WishCheck {

    private final KnownCouncils councils;
    private final Kinds kinds;
    private final MessageSource texts;

    WishCheck(KnownCouncils councils, Kinds kinds, MessageSource texts) {
        this.councils = councils;
        this.kinds = kinds;
        this.texts = texts;
    }

    /**
     * Checks what is wished.
     *
     * @return the kinds, each once; none for all
     * @throws Refused 422 that names all fields to blame
     */
    List<String> check(Channel channel, Scope scope, @Nullable List<String> chosen) {
        List<Invalid> errors = new ArrayList<>();
        checkScope(scope, errors);
        List<String> distinct = checkKinds(channel, chosen, "/kinds", errors);
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
        return distinct;
    }

    private void checkScope(Scope scope, List<Invalid> errors) {
        if (!scope.clear()) {
            errors.add(Invalid.of("/scope", "scope"));
        } else if (scope.council() != null && councils.find(scope.council()).isEmpty()) {
            errors.add(Invalid.of("/scope/council", "unknown-council"));
        } else if (scope.district() != null && !councils.isDistrict(scope.district())) {
            errors.add(Invalid.of("/scope/district", "unknown-district"));
        } else if (scope.region() != null && !councils.isRegion(scope.region())) {
            errors.add(Invalid.of("/scope/region", "unknown-region"));
        }
    }

    /** The kinds, each once; what is wrong with them is added to the errors. */
    List<String> checkKinds(Channel channel, @Nullable List<String> chosen, String pointer, List<Invalid> errors) {
        List<String> distinct =
                chosen == null ? List.of() : chosen.stream().distinct().toList();
        for (int i = 0; i < distinct.size(); i++) {
            if (!kinds.names().contains(distinct.get(i))) {
                errors.add(Invalid.of(pointer + "/" + i, "one-of", String.join(", ", kinds.names())));
            }
        }
        if (channel == Channel.SMS && distinct.isEmpty()) {
            errors.add(Invalid.of(pointer, "kinds-for-sms"));
        }
        return distinct;
    }

    /** What is said to everyone who wished something. */
    String taken(Channel channel, Duration within, Locale locale) {
        return texts.getMessage(
                "taken." + channel.name().toLowerCase(Locale.ROOT), new Object[] {within.toHours()}, locale);
    }
}
