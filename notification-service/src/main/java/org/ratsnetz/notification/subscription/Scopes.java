package org.ratsnetz.notification.subscription;

import java.util.Locale;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.council.KnownCouncils;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people call the councils that a subscription is about. */
@Component
public class Scopes {

    private final KnownCouncils councils;
    private final MessageSource texts;

    Scopes(KnownCouncils councils, MessageSource texts) {
        this.councils = councils;
        this.texts = texts;
    }

    /** The name of a scope. */
    public String name(Scope scope, Locale locale) {
        if (scope.council() != null) {
            return councils.find(scope.council()).map(KnownCouncil::name).orElse(scope.council());
        }
        if (scope.district() != null) {
            return scope.district();
        }
        return scope.region() != null
                ? texts.getMessage("scope.region", new Object[] {scope.region()}, locale)
                : texts.getMessage("scope.all", null, locale);
    }
}
