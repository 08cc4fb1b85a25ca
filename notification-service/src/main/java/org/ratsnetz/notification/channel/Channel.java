package org.ratsnetz.notification.channel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A way to a person. */
public enum Channel {
    /** E-mail by SMTP. */
    @JsonProperty("email")
    EMAIL,
    /** Text message by SMPP. */
    @JsonProperty("sms")
    SMS
}
