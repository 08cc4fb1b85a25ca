package org.ratsnetz.parts;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Just enough of MongoDB's wire protocol (OP_MSG, BSON) to found a replica set and to ask who is primary, so that this
 * module stays free of the driver.
 */
final class MongoWire {

    private static final int OP_MSG = 2013;
    private static final int HEADER = 16;
    private static final int TIMEOUT_MS = 2_000;

    private MongoWire() {}

    /**
     * Runs one command on {@code admin}.
     *
     * @param server where it listens
     * @param command values are String, Integer, List or Map
     * @return top-level strings, numbers and booleans of the answer; other values are left out
     */
    static Map<String, Object> run(InetSocketAddress server, Map<String, Object> command) throws IOException {
        Map<String, Object> full = new LinkedHashMap<>(command);
        full.put("$db", "admin");
        try (Socket socket = new Socket()) {
            socket.connect(server, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(message(full));
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static byte[] message(Map<String, Object> command) {
        byte[] body = document(command);
        return littleEndian(HEADER + 5 + body.length)
                .putInt(HEADER + 5 + body.length)
                .putInt(1)
                .putInt(0)
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(body)
                .array();
    }

    private static byte[] document(Map<String, Object> fields) {
        ByteBuffer buffer = littleEndian(4_096).putInt(0);
        fields.forEach((name, value) -> put(buffer, name, value));
        buffer.put((byte) 0).putInt(0, buffer.position());
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static void put(ByteBuffer buffer, String name, Object value) {
        switch (value) {
            case Integer number -> name(buffer, 0x10, name).putInt(number);
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                name(buffer, 0x02, name).putInt(bytes.length + 1).put(bytes).put((byte) 0);
            }
            case Map<?, ?> map -> name(buffer, 0x03, name).put(document(named(map)));
            case List<?> list -> name(buffer, 0x04, name).put(document(numbered(list)));
            default -> throw new IllegalArgumentException("No BSON for " + value.getClass());
        }
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(key.toString(), value));
        return fields;
    }

    private static Map<String, Object> numbered(List<?> list) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            fields.put(Integer.toString(i), list.get(i));
        }
        return fields;
    }

    private static ByteBuffer name(ByteBuffer buffer, int type, String name) {
        return buffer.put((byte) type)
                .put(name.getBytes(StandardCharsets.UTF_8))
                .put((byte) 0);
    }

    private static Map<String, Object> answer(DataInputStream in) throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
            throw new IOException("mongod closed the connection");
        }
        byte[] rest =
                new byte[ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt() - 4];
        in.readFully(rest);
        ByteBuffer bson = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).position(HEADER - 4 + 5 + 4);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int type = bson.get(); type != 0; type = bson.get()) {
            read(bson, type, text(bson), fields);
        }
        return fields;
    }

    private static void read(ByteBuffer bson, int type, String name, Map<String, Object> fields) throws IOException {
        switch (type) {
            case 0x01 -> fields.put(name, bson.getDouble());
            case 0x02 -> {
                bson.getInt();
                fields.put(name, text(bson));
            }
            case 0x08 -> fields.put(name, bson.get() != 0);
            case 0x10 -> fields.put(name, bson.getInt());
            case 0x12 -> fields.put(name, bson.getLong());
            case 0x03, 0x04 -> bson.position(bson.position() + bson.getInt(bson.position()));
            case 0x05 -> bson.position(bson.position() + bson.getInt(bson.position()) + 5);
            case 0x07 -> bson.position(bson.position() + 12);
            case 0x09, 0x11 -> bson.getLong();
            case 0x0A -> {}
            default -> throw new IOException("mongod answered with an unexpected BSON type " + type + " in " + name);
        }
    }

    private static String text(ByteBuffer bson) {
        int start = bson.position();
        while (bson.get() != 0) {
            // to the end of the text
        }
        byte[] bytes = new byte[bson.position() - start - 1];
        bson.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer littleEndian(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
