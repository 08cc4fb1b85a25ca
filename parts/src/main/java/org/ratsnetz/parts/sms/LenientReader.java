package org.ratsnetz.parts.sms;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/** Reads a refusal of a receipt that ends with its header, as it may; the library's centre fails at that. */
final class LenientReader extends DefaultPDUReader {

    private static final int HEADER = 16;

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] command = super.readPDU(in, header);
        boolean bare = header.getCommandId() == SMPPConstant.CID_DELIVER_SM_RESP && command.length == HEADER;
        return bare ? Arrays.copyOf(command, HEADER + 1) : command;
    }
}
