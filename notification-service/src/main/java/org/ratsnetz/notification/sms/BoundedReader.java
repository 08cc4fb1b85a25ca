package org.ratsnetz.notification.sms;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/**
 * Reads what a message centre sends, but nothing that claims to be larger than any command: memory is set aside by that claim. At the
 * end of a link it waits a moment: other threads look at what was read last, and what they have not looked at when the session is
 * closed the library throws away, though it may be the answer to a submit.
 */
final class BoundedReader extends DefaultPDUReader {

    private static final int LARGEST = 70_000;
    private static final long LAST_ANSWERS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        Command header = header(in);
        if (header.getCommandLength() > LARGEST) {
            throw new InvalidCommandLengthException("Command length " + header.getCommandLength() + " is too long");
        }
        return header;
    }

    private Command header(DataInputStream in) throws InvalidCommandLengthException, IOException {
        try {
            return super.readPDUHeader(in);
        } catch (EOFException | SocketException e) {
            LockSupport.parkNanos(LAST_ANSWERS);
            throw e;
        }
    }
}
