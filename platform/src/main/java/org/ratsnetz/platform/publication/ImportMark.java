package org.ratsnetz.platform.publication;

/**
 * The line of an import that changed a document; the document remembers it, so that a resumed import counts right.
 *
 * @param job import job
 * @param line line number, the first is 1
 */
public record ImportMark(String job, long line) {}
