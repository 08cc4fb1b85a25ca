package org.ratsnetz.platform.testing.planted.front;

import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.testing.planted.back.Door;

/** Half of a cycle; knows a module that it must not know. */
public record Window(Door door, Class<?> foreign) {

    public Window(Door door) {
        this(door, TestParts.class);
    }
}
