package org.ratsnetz.platform.testing.planted.util;

import org.springframework.beans.factory.annotation.Autowired;

/** A forbidden name in a forbidden package, with an injected field. */
class DoorHelper {

    @Autowired
    private String door = "";

    @Override
    public String toString() {
        return door;
    }
}
