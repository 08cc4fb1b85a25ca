package org.ratsnetz.notification.channel;

/**
 * What became of a message that was handed to a channel. It holds no address: what a relay says is kept without it.
 *
 * <p>Codes are those of the channel's protocol: for SMTP reply code and, where given, enhanced status ({@code 550 5.1.1}); for SMPP
 * the command status ({@code 0x00000058}); or a word of ours where no reply came ({@code timeout}, {@code disconnected}).
 */
public sealed interface Outcome {

    /**
     * The relay has taken responsibility for the message.
     *
     * @param reference the relay's own name for it, for example a queue id or the id that a later receipt will name; may be empty
     */
    record Accepted(String reference) implements Outcome {}

    /**
     * Not now: it may be tried again. Where the reply to a whole message was lost it may have arrived; the second copy carries the same
     * message id.
     */
    record Temporary(String code, String reason) implements Outcome {}

    /**
     * Never in this form.
     *
     * @param recipient true when the relay refused the recipient, so that nothing more is worth sending there; false when it refused
     *     the message or us
     */
    record Permanent(String code, String reason, boolean recipient) implements Outcome {}
}
