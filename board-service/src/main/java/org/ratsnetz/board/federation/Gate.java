package org.ratsnetz.board.federation;

import java.util.function.BooleanSupplier;
import org.springframework.dao.TransientDataAccessResourceException;

/** Lets the batches of a generation in, or lets them wait outside; knows exactly whether one is inside. */
final class Gate {

    private int inside;
    private boolean held;
    private boolean alone;
    private boolean ended;

    /**
     * A batch goes in, once it may.
     *
     * @throws TransientDataAccessResourceException when nothing will go in any more: the batch is not handled
     */
    synchronized void enter() {
        waitWhile(() -> (held || alone) && !ended);
        if (ended) {
            throw new TransientDataAccessResourceException("this process hears no more for the generation");
        }
        inside++;
    }

    /** A batch that went in is through. */
    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Lets no further batch in; one that is inside goes on. */
    synchronized void hold() {
        held = true;
    }

    /** Lets batches in again. */
    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Whether nothing is inside and nothing will go in. */
    synchronized boolean still() {
        return (held || ended) && inside == 0;
    }

    /** Does something while nothing is inside. */
    synchronized void alone(Runnable work) {
        alone = true;
        waitWhile(() -> inside > 0);
        try {
            work.run();
        } finally {
            alone = false;
            notifyAll();
        }
    }

    /** Turns away who waits and who comes. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
        try {
            while (condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted while the generation stood still", e);
        }
    }
}
