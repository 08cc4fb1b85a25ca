package org.ratsnetz.notification.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.subscription.SubscriptionController.Language;
import org.ratsnetz.notification.subscription.SubscriptionViews.SubscriberView;
import org.ratsnetz.notification.subscription.SubscriptionViews.SubscriptionView;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.PublicRead;
import org.ratsnetz.platform.security.PublicWrite;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the links of messages open: seeing and changing everything one has subscribed to, and leaving. */
@RestController
@RequestMapping("/api/subscriptions")
class PreferencesController {

    private final Subscribers subscribers;
    private final Confirmations confirmations;
    private final Links links;
    private final WishCheck wishes;
    private final SubscriptionViews views;

    PreferencesController(
            Subscribers subscribers,
            Confirmations confirmations,
            Links links,
            WishCheck wishes,
            SubscriptionViews views) {
        this.subscribers = subscribers;
        this.confirmations = confirmations;
        this.links = links;
        this.wishes = wishes;
        this.views = views;
    }

    /** What is to be different. */
    record Preferences(
            @Nullable Language language, @Nullable List<Choice> subscriptions) {}

    /** The kinds of one wish. */
    record Choice(String id, List<String> kinds) {}

    /** What leaving would end, or has ended. */
    record Leaving(@Nullable String address, List<SubscriptionView> subscriptions) {}

    /** Everything that is kept of a subscriber. */
    @PublicRead
    @GetMapping("/preferences")
    SubscriberView preferences(@RequestParam String token, Locale locale) {
        return views.of(subscriber(token), locale);
    }

    /** Changes language and kinds. */
    @PublicWrite
    @PatchMapping("/preferences")
    SubscriberView change(@RequestParam String token, @RequestBody Preferences preferences, Locale locale) {
        Subscriber subscriber = subscriber(token);
        List<Choice> choices = preferences.subscriptions() == null ? List.of() : preferences.subscriptions();
        check(subscriber, choices);
        if (preferences.language() != null) {
            subscribers.speak(subscriber.id(), preferences.language().locale());
        }
        choices.forEach(choice -> subscribers.choose(
                subscriber.id(), choice.id(), choice.kinds().stream().distinct().toList()));
        return views.of(subscriber(token), locale);
    }

    private void check(Subscriber subscriber, List<Choice> choices) {
        List<Invalid> errors = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            String pointer = "/subscriptions/" + i;
            if (subscriber.subscriptions().stream().noneMatch(one -> one.id().equals(choice.id()))) {
                errors.add(Invalid.of(pointer + "/id", "unknown-subscription"));
            }
            wishes.checkKinds(subscriber.recipient().channel(), choice.kinds(), pointer + "/kinds", errors);
        }
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
    }

    /** Ends one wish. */
    @PublicWrite
    @DeleteMapping("/preferences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @RequestParam String token) {
        subscribers.end(subscriber(token).id(), List.of(id));
    }

    /** Ends everything and erases the address. */
    @PublicWrite
    @DeleteMapping("/preferences")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@RequestParam String token) {
        Subscriber subscriber = subscriber(token);
        confirmations.erase(subscriber.recipient());
        subscribers.erase(subscriber.id());
    }

    /** What leaving would end. Changes nothing: mail scanners follow links. A person is led to the page that asks. */
    @PublicRead
    @GetMapping(path = "/unsubscribe", produces = MediaType.APPLICATION_JSON_VALUE)
    Leaving leaving(@RequestParam String token, Locale locale) {
        Links.Ending ending = ending(token);
        return subscribers
                .find(ending.subscriber())
                .map(subscriber -> new Leaving(
                        subscriber.recipient().masked(),
                        subscriber.subscriptions().stream()
                                .filter(one -> ending.subscriptions().contains(one.id()))
                                .map(one -> views.of(one, locale))
                                .toList()))
                .orElseGet(() -> new Leaving(null, List.of()));
    }

    /** The page that asks, for who follows a mail program's link in a browser. */
    @PublicRead
    @GetMapping(path = "/unsubscribe", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Void> page(@RequestParam String token, Locale locale) {
        ending(token);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        HttpHeaders.LOCATION,
                        links.unsubscribePage(token, locale).toString())
                .build();
    }

    /**
     * Leaves, by one POST as RFC 8058 has it; again does nothing more.
     *
     * @param oneClick what a mail program sends with it; says nothing that the method does not
     */
    @PublicWrite
    @PostMapping("/unsubscribe")
    Leaving leave(
            @RequestParam String token,
            @RequestParam(name = "List-Unsubscribe", required = false) @Nullable String oneClick,
            Locale locale) {
        Links.Ending ending = ending(token);
        subscribers.end(ending.subscriber(), ending.subscriptions());
        return leaving(token, locale);
    }

    private Subscriber subscriber(String token) {
        return links.readPreferences(token)
                .flatMap(subscribers::find)
                .orElseThrow(() -> new Refused(Problem.of(410, "preferences-gone")));
    }

    private Links.Ending ending(String token) {
        return links.readUnsubscribe(token).orElseThrow(() -> new Refused(Problem.of(404, "link-unknown")));
    }
}
