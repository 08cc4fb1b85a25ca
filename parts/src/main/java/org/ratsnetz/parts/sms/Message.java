package org.ratsnetz.parts.sms;

import java.time.Instant;
import java.util.Map;

/**
 * A text message as a phone would show it, put together from its parts.
 *
 * @param id the name the centre gave to its last part; the one that a receipt names
 * @param from the sender as it was submitted
 * @param to the number in international form with {@code +}
 * @param text what a phone would show
 * @param parts how many messages it took on the air
 * @param receivedAt when its last missing part came
 * @param headers fields of the last submit that came, by their names in SMPP ({@code data_coding}, {@code esm_class}, {@code
 *     registered_delivery}, {@code user_message_reference}, …), as hexadecimal numbers
 */
public record Message(
        String id, String from, String to, String text, int parts, Instant receivedAt, Map<String, String> headers) {

    public Message {
        headers = Map.copyOf(headers);
    }
}
