package org.ratsnetz.notification.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The way to a provider's message centre ({@code ratsnetz.sms}). It exists as soon as {@code ratsnetz.sms.host} names one.
 *
 * @param host its name or address; empty: no text messages are offered
 * @param port its port
 * @param tls whether the link is encrypted; the centre's certificate is then checked against the host's name
 * @param systemId who we are there; at most 15 characters
 * @param password at most 8 characters, which is all that SMPP 3.4 has room for
 * @param systemType what some providers ask for besides; at most 12 characters
 * @param sender what a phone shows as sender: up to 11 letters and digits, a short number, or a number with {@code +}
 * @param window most submits without an answer
 * @param patience how long a message may wait for a bound link and for room in the window before it is given back
 * @param responseTimeout from a submit to its answer; then its fate is unknown
 * @param bindTimeout from the start of a connection to the answer to its bind
 * @param enquireLink after so long without a word the centre is asked whether it still lives
 * @param firstPause pause before a broken link is made anew; doubles each time
 * @param longestPause longest such pause, and longest pause after a centre has throttled us
 */
@Validated
@ConfigurationProperties("ratsnetz.sms")
public record SmsProperties(
        @DefaultValue("") String host,
        @DefaultValue("2775") @Min(1) @Max(65_535) int port,
        @DefaultValue("false") boolean tls,
        @DefaultValue("") @Size(max = 15) String systemId,
        @DefaultValue("") String password,
        @DefaultValue("") @Size(max = 12) String systemType,

        @DefaultValue("Ratsnetz") @Pattern(regexp = "\\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 .-]{1,11}")
        String sender,

        @DefaultValue("100") @Min(1) @Max(1_000) int window,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration patience,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration responseTimeout,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration bindTimeout,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration enquireLink,
        @DefaultValue("500ms") @DurationMin(millis = 1) Duration firstPause,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration longestPause) {

    private static final int PASSWORD = 8;

    public SmsProperties {
        // not by a constraint, which would have the refused value printed
        if (password.length() > PASSWORD) {
            throw new IllegalArgumentException("ratsnetz.sms.password may have at most " + PASSWORD + " characters");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmsProperties[" + host + ":" + port + ", " + systemId + "]";
    }
}
