package org.ratsnetz.notification.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are sent. Where to is said by {@code spring.mail}.
 *
 * @param from address of the sender, also for what cannot be delivered later
 * @param fromName shown in its place; may be empty
 * @param connections kept open at most; as many mails can be unknown (sent, reply lost) when the process dies
 * @param inFlight mails handed over and not ended; who hands over more waits
 * @param idle a connection with nothing to do is closed after this time, before the relay does it
 * @param pause after a connection could not be opened; doubles up to sixteen times that with each further try
 * @param timeouts how long the relay may take
 */
@Validated
@ConfigurationProperties("ratsnetz.mail")
public record MailSettings(
        @DefaultValue("ratsnetz@localhost") String from,
        @DefaultValue("Ratsnetz") String fromName,
        @DefaultValue("10") @Min(1) @Max(200) int connections,
        @DefaultValue("100") @Min(1) @Max(10_000) int inFlight,
        @DefaultValue("30s") @NotNull Duration idle,
        @DefaultValue("1s") @NotNull Duration pause,
        @DefaultValue @Valid Timeouts timeouts) {

    /**
     * As RFC 5321 §4.5.3.2 has them, except for the first.
     *
     * @param connect until the connection stands
     * @param reply to the banner and to each command
     * @param acceptance to the whole message; too short a time makes second copies
     * @param write until what was written has left; also for the whole of a TLS handshake
     */
    public record Timeouts(
            @DefaultValue("30s") @NotNull Duration connect,
            @DefaultValue("5m") @NotNull Duration reply,
            @DefaultValue("10m") @NotNull Duration acceptance,
            @DefaultValue("3m") @NotNull Duration write) {}

    @AssertTrue(message = "ratsnetz.mail.from must be an address such as ratsnetz@lir.example")
    boolean isFromAddress() {
        return MailAddress.accepts(from);
    }

    @AssertTrue(message = "ratsnetz.mail.from-name must be one line of at most 100 letters")
    boolean isFromNameOneLine() {
        return fromName.length() <= 100 && fromName.chars().noneMatch(Character::isISOControl);
    }
}
