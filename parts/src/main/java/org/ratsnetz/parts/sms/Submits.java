package org.ratsnetz.parts.sms;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;

/** Takes {@code submit_sm} and nothing else; other commands are answered with ESME_RINVCMDID. */
interface Submits extends ServerMessageReceiverListener {

    @Override
    default SubmitMultiResult onAcceptSubmitMulti(SubmitMulti command, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default QuerySmResult onAcceptQuerySm(QuerySm command, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default void onAcceptReplaceSm(ReplaceSm command, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default void onAcceptCancelSm(CancelSm command, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default BroadcastSmResult onAcceptBroadcastSm(BroadcastSm command, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default void onAcceptCancelBroadcastSm(CancelBroadcastSm command, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm command, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    default DataSmResult onAcceptDataSm(DataSm command, Session source) throws ProcessRequestException {
        throw unknown();
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("Only submit_sm is taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
